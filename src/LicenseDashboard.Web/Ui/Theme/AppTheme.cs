using MudBlazor;

namespace LicenseDashboard.Web.Ui.Theme;

/// <summary>
/// The one place where a color of the frame, of text or of a state is written down. <c>css/theme.css</c> is written from it
/// (<c>build/theme.sh</c>), and <c>css/tokens.css</c> gives these colors the short names that style sheets use.
/// </summary>
internal static class AppTheme
{
    private const string Flat = "none";

    // What floats over the page: MudBlazor gives menus, pickers and messages a step of 6 and more.
    private const string Floating = "var(--shadow)";

    public static MudTheme Value { get; } =
        new()
        {
            PaletteLight = Light(),
            PaletteDark = Dark(),
            Shadows = new Shadow { Elevation = [.. Enumerable.Range(0, 26).Select(step => step < 6 ? Flat : Floating)] },
            Typography = Texts(),
            ZIndex = new ZIndex
            {
                Drawer = 20,
                AppBar = 30,
                Dialog = 40,
            },
            LayoutProperties = new LayoutProperties
            {
                DefaultBorderRadius = "8px",
                AppbarHeight = "52px",
                DrawerWidthLeft = "220px",
                DrawerMiniWidthLeft = "64px",
            },
        };

    private static PaletteLight Light() =>
        new()
        {
            Background = "#f6f7f9",
            Surface = "#ffffff",
            BackgroundGray = "#f0f2f5",
            Skeleton = "#e3e7ed",
            TextPrimary = "#12161f",
            TextSecondary = "#475063",
            TextDisabled = "#5d6678",
            ActionDefault = "#475063",
            ActionDisabled = "#5d6678",
            ActionDisabledBackground = "#f0f2f5",
            DrawerBackground = "#ffffff",
            DrawerText = "#475063",
            DrawerIcon = "#475063",
            AppbarBackground = "#ffffff",
            AppbarText = "#12161f",
            LinesDefault = "#dde1e8",
            LinesInputs = "#7d8698",
            TableLines = "#dde1e8",
            TableHover = "#f0f2f5",
            TableStriped = "#f0f2f5",
            Divider = "#dde1e8",
            DividerLight = "#dde1e8",
            Primary = "#3b3fd1",
            PrimaryDarken = "#3034b4",
            PrimaryContrastText = "#ffffff",
            Secondary = "#475063",
            SecondaryContrastText = "#ffffff",
            Tertiary = "#475063",
            TertiaryContrastText = "#ffffff",
            Info = "#3b3fd1",
            InfoContrastText = "#ffffff",
            Success = "#0b6b45",
            SuccessContrastText = "#ffffff",
            Warning = "#8a4d00",
            WarningContrastText = "#ffffff",
            Error = "#b3261e",
            ErrorContrastText = "#ffffff",
            Dark = "#12161f",
            DarkContrastText = "#ffffff",
            OverlayDark = "rgba(18,22,31,0.4)",
        };

    private static PaletteDark Dark() =>
        new()
        {
            Background = "#0d1015",
            Surface = "#151920",
            BackgroundGray = "#1c212a",
            Skeleton = "#2a303b",
            TextPrimary = "#e9ecf1",
            TextSecondary = "#b6bdc9",
            TextDisabled = "#919aa9",
            ActionDefault = "#b6bdc9",
            ActionDisabled = "#919aa9",
            ActionDisabledBackground = "#1c212a",
            DrawerBackground = "#151920",
            DrawerText = "#b6bdc9",
            DrawerIcon = "#b6bdc9",
            AppbarBackground = "#151920",
            AppbarText = "#e9ecf1",
            LinesDefault = "#2a303a",
            LinesInputs = "#6b7484",
            TableLines = "#2a303a",
            TableHover = "#1c212a",
            TableStriped = "#1c212a",
            Divider = "#2a303a",
            DividerLight = "#2a303a",
            Primary = "#a9adff",
            PrimaryDarken = "#bfc2ff",
            PrimaryContrastText = "#10123a",
            Secondary = "#b6bdc9",
            SecondaryContrastText = "#10123a",
            Tertiary = "#b6bdc9",
            TertiaryContrastText = "#10123a",
            Info = "#a9adff",
            InfoContrastText = "#10123a",
            Success = "#5fd19a",
            SuccessContrastText = "#10123a",
            Warning = "#f0b65e",
            WarningContrastText = "#10123a",
            Error = "#ff9a8f",
            ErrorContrastText = "#10123a",
            Dark = "#2a303b",
            DarkContrastText = "#e9ecf1",
            OverlayDark = "rgba(0,0,0,0.6)",
        };

    private static Typography Texts()
    {
        string[] family = ["Inter Variable", "Inter", "Inter Stand-in", "Inter Stand-in Wide", "system-ui", "sans-serif"];
        const string size = "14px";
        const string small = "12px";
        return new Typography
        {
            Default = new DefaultTypography
            {
                FontFamily = family,
                FontSize = size,
                LineHeight = "1.43",
                LetterSpacing = "normal",
            },
            Body1 = new Body1Typography
            {
                FontSize = size,
                LineHeight = "1.43",
                LetterSpacing = "normal",
            },
            Body2 = new Body2Typography
            {
                FontSize = size,
                LineHeight = "1.43",
                LetterSpacing = "normal",
            },
            Subtitle1 = new Subtitle1Typography
            {
                FontSize = size,
                LineHeight = "1.43",
                LetterSpacing = "normal",
            },
            Subtitle2 = new Subtitle2Typography
            {
                FontSize = size,
                LineHeight = "1.43",
                LetterSpacing = "normal",
                FontWeight = "600",
            },
            Button = new ButtonTypography
            {
                FontSize = size,
                LineHeight = "1.43",
                LetterSpacing = "normal",
                FontWeight = "550",
                TextTransform = "none",
            },
            Caption = new CaptionTypography
            {
                FontSize = small,
                LineHeight = "1.34",
                LetterSpacing = "normal",
            },
            Overline = new OverlineTypography
            {
                FontSize = small,
                LineHeight = "1.34",
                LetterSpacing = "normal",
                TextTransform = "none",
            },
            H6 = new H6Typography
            {
                FontSize = "16px",
                LineHeight = "1.5",
                LetterSpacing = "normal",
                FontWeight = "650",
            },
        };
    }
}
