using GboParticipatie.Network.Csv;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskFiles;

/// <summary>A list of the desk as a file. Rows go out as they are read, however many there are.</summary>
/// <param name="name">Name of the file, without day and extension.</param>
/// <param name="day">Today in Brussels.</param>
/// <param name="columns">Heads of the columns.</param>
/// <param name="rows">The rows, each with a cell per column.</param>
/// <param name="isExcel">True for .xlsx; else CSV.</param>
public sealed class ListFile(string name, DateOnly day, IReadOnlyList<string> columns, IAsyncEnumerable<IReadOnlyList<string?>> rows, bool isExcel) : ActionResult
{
    /// <summary>Handler in the address of a list, of either kind of file.</summary>
    public const string Csv = "csv";

    /// <summary>The other one.</summary>
    public const string Excel = "xlsx";

    private const string ExcelType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <inheritdoc />
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, cancel) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        response.ContentType = isExcel ? ExcelType : "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename={name}-{day:yyyy-MM-dd}.{(isExcel ? Excel : Csv)}";
        if (isExcel) await WriteExcelAsync(response, Title(context), cancel);
        else await CsvOutput.WriteAsync(response.Body, columns, rows, cancel);
    }

    private static string Title(ActionContext context)
    {
        var S = context.HttpContext.RequestServices.GetRequiredService<IStringLocalizer<Startup>>();
        return S["Lijst"];
    }

    // A workbook is a zip with its contents at the end: it is made in a file of its own first, which goes away by itself.
    private async Task WriteExcelAsync(HttpResponse response, string title, CancellationToken cancel)
    {
        var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await using (file)
        {
            await Workbook.WriteAsync(file, columns, rows, title, cancel);
            file.Position = 0;
            response.ContentLength = file.Length;
            await file.CopyToAsync(response.Body, cancel);
        }
    }
}
